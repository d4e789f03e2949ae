// refused: AMZ024

// A hand-shake: `next()` waits for what the body of the item before has sent.
twin! {
    fn f(xs: &[i64]) -> i64 {
        let (send, receive) = std::sync::mpsc::channel();
        let again = send.clone();
        drop(send);
        let _ = again.send(xs.len());
        let mut u = 0;
        for left in receive.iter().take(xs.len()) {
            u ^= xs[left - 1];
            let _ = again.send(left - 1);
        }
        u
    }
}
