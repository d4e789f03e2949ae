/* OpenMP's three schedules over ranges; the body is the same Rust closure that the other peers get. */
#include <omp.h>
#include <stddef.h>

typedef void (*body)(const void *, size_t, size_t);

void peers_omp_static(size_t n, int threads, body f, const void *context) {
#pragma omp parallel num_threads(threads)
  {
    size_t me = omp_get_thread_num(), all = omp_get_num_threads();
    size_t start = n * me / all, end = n * (me + 1) / all;
    if (end > start) f(context, start, end);
  }
}

void peers_omp_dynamic(size_t n, size_t chunk, int threads, body f, const void *context) {
  size_t chunks = (n + chunk - 1) / chunk;
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
  for (size_t c = 0; c < chunks; c++) {
    size_t start = c * chunk, end = start + chunk;
    f(context, start, end < n ? end : n);
  }
}

void peers_omp_guided(size_t n, size_t chunk, int threads, body f, const void *context) {
  size_t chunks = (n + chunk - 1) / chunk;
#pragma omp parallel for schedule(guided, 1) num_threads(threads)
  for (size_t c = 0; c < chunks; c++) {
    size_t start = c * chunk, end = start + chunk;
    f(context, start, end < n ? end : n);
  }
}
