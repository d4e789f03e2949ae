fn in_a_method(values: &[u64], seen: &mut Seen) -> Option<u64> {
    amorsize::parallel_block! {
        #![parallel(workers = 4)]
        let mut sum = 0u64;
        for v in values {
            sum = sum.max(v.checked_add(offset(1))?);
        }
        seen.note(sum);
        Some(sum)
    }
}
