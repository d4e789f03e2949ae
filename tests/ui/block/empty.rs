fn main() {
    amorsize::parallel_block! {}
}
