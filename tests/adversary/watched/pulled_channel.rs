// refused: AMZ024

twin! {
    fn f(xs: &[i64]) -> i64 {
        let (send, receive) = std::sync::mpsc::channel();
        for x in xs.to_vec() {
            send.send(x).unwrap();
        }
        drop(send);
        let mut u = 0;
        for x in receive {
            u ^= x;
        }
        u
    }
}
