//! The stub.

pub async fn act(how: &'static str) -> u32 {
    todo!()
}

pub fn act_now(how: &'static str) -> u32 {
    todo!()
}
