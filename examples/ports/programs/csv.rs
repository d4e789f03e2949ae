//! A table of orders as comma-separated text: parsed with `?`, totals by customer, the first bad line reported.

use crate::judge::{Judge, Size};
use std::collections::BTreeMap;
use std::num::{ParseFloatError, ParseIntError};

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Order {
    id: u64,
    customer: String,
    price: f64,
    quantity: u32,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Bad {
    Missing { line: usize, field: &'static str },
    Integer(ParseIntError),
    Float(ParseFloatError),
}

impl From<ParseIntError> for Bad {
    fn from(error: ParseIntError) -> Bad {
        Bad::Integer(error)
    }
}

impl From<ParseFloatError> for Bad {
    fn from(error: ParseFloatError) -> Bad {
        Bad::Float(error)
    }
}

amorsize_tests_twin::pair! {
    /// All orders, or the first error.
    #[amorsize::parallel]
    pub(crate) fn parse(text: &str) -> Result<Vec<Order>, Bad> {
        let mut orders = Vec::new();
        for (number, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let mut fields = line.split(',').map(str::trim);
            let mut field = |field| fields.next().ok_or(Bad::Missing { line: number + 1, field });
            let id = field("id")?.parse()?;
            let customer = field("customer")?.to_owned();
            let price = field("price")?.parse()?;
            let quantity = field("quantity")?.parse()?;
            orders.push(Order { id, customer, price, quantity });
        }
        Ok(orders)
    }

    /// What each customer pays, how many pieces there are, and the dearest order.
    #[amorsize::parallel]
    pub(crate) fn totals(orders: &[Order]) -> (BTreeMap<&str, f64>, u64, Option<&Order>) {
        let mut by_customer: BTreeMap<&str, f64> = BTreeMap::new();
        let mut pieces = 0u64;
        let mut dearest = 0.0;
        let mut which = None;
        for order in orders {
            let total = order.price * f64::from(order.quantity);
            *by_customer.entry(order.customer.as_str()).or_insert(0.0) += total;
            pieces += u64::from(order.quantity);
            if total > dearest {
                dearest = total;
                which = Some(order);
            }
        }
        (by_customer, pieces, which)
    }
}

fn table(lines: usize, bad: Option<usize>) -> String {
    let mut text = String::from("# id, customer, price, quantity\n");
    for i in 0..lines {
        let price = (i * 7919 % 100_003) as f64 / 100.0;
        let quantity = if bad == Some(i) {
            "many".to_owned()
        } else {
            (i % 9 + 1).to_string()
        };
        text.push_str(&format!(
            "{i}, customer {}, {price:.2}, {quantity}\n",
            i * 31 % 97
        ));
    }
    text
}

type Seen = Result<(Vec<(String, u64)>, u64, Option<u64>, usize), Bad>;

/// Both steps.
macro_rules! whole {
    ($of:ident, $text:expr) => {{
        $of::parse($text).map(|orders| {
            let (totals, pieces, dearest) = $of::totals(&orders);
            let totals = totals
                .into_iter()
                .map(|(name, sum)| (name.to_owned(), sum.to_bits()));
            (
                totals.collect(),
                pieces,
                dearest.map(|o| o.id),
                orders.len(),
            )
        })
    }};
}

pub(crate) fn run(size: Size, judge: &mut impl Judge) {
    let lines = size.pick(200, 200_000);
    for (what, bad) in [
        ("CSV", None),
        ("CSV, bad line in the middle", Some(lines / 2)),
    ] {
        let text = table(lines, bad);
        let _ = judge.compare::<Seen>(
            what,
            format!("{lines} lines"),
            &|| whole!(plain, &text),
            &|| whole!(annotated, &text),
        );
    }
}
