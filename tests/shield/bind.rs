//! The student's `shield` seen through its contract. The traits of the contract are Send, Sync and
//! Unpin where the statement promises it: that the bound types implement them is the proof.

use std::{
    fmt::Debug,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use contract::shield::{
    End, Inner, Patience, Receipt, Scope, Shield, ShieldError, Shielding, Work,
};
use futures::future::BoxFuture;

#[forbid(unsafe_code)]
mod exercise;

struct Bound;

struct Waiter(exercise::Shield<Receipt>);

struct Handle(exercise::InnerHandle);

struct Remembering(exercise::ShieldScope);

impl Shielding for Bound {
    fn shield(&self, work: Work) -> Box<dyn Shield> {
        Box::new(Waiter(exercise::shield::<Work>(work)))
    }

    fn scope(&self) -> Box<dyn Scope> {
        Box::new(Remembering(exercise::ShieldScope::new()))
    }

    fn default_scope(&self) -> Box<dyn Scope> {
        Box::new(Remembering(exercise::ShieldScope::default()))
    }
}

impl Future for Waiter {
    type Output = End;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<End> {
        Pin::new(&mut self.0).poll(cx).map(end)
    }
}

impl Shield for Waiter {
    fn inner(&self) -> Box<dyn Inner> {
        Box::new(Handle(self.0.inner()))
    }

    fn patient(self: Box<Self>, patience: Duration) -> BoxFuture<'static, Patience> {
        let waiting = exercise::patient::<Receipt>(self.0, patience);
        Box::pin(async move {
            match waiting.await {
                exercise::Patience::Done(told) => Patience::Done(end(told)),
                exercise::Patience::StillRunning(shield) => {
                    Patience::StillRunning(Box::new(Waiter(shield)))
                }
            }
        })
    }
}

impl Inner for Handle {
    fn cancel(&self) {
        self.0.cancel();
    }

    fn done(&self) -> bool {
        self.0.done()
    }

    fn twin(&self) -> Box<dyn Inner> {
        Box::new(Handle(self.0.clone()))
    }
}

impl Scope for Remembering {
    fn shield(&self, work: Work) -> Box<dyn Shield> {
        Box::new(Waiter(self.0.shield::<Work>(work)))
    }

    fn drain(&self) -> BoxFuture<'static, usize> {
        let scope = self.0.clone();
        Box::pin(async move { scope.drain().await })
    }

    fn twin(&self) -> Box<dyn Scope> {
        Box::new(Remembering(self.0.clone()))
    }
}

fn end(told: Result<Receipt, exercise::ShieldError>) -> End {
    told.map_err(|why| match why {
        exercise::ShieldError::Cancelled => ShieldError::Cancelled,
        exercise::ShieldError::Panicked(message) => ShieldError::Panicked(message),
    })
}

/// What the promised `derive` gives.
fn derived<E: Clone + Debug + PartialEq + Eq>() {}

const _: fn() = derived::<exercise::ShieldError>;

contract::bind!(dyn Shielding, Bound);
