//! Random identifiers: 128 bits from a generator in user space that the operating system seeds.

use rand::Rng;

/// 128 random bits, from which a nonce or a token is spelled.
#[derive(Clone, Copy)]
pub(crate) struct RandomId([u8; 16]);

impl RandomId {
    pub(crate) fn new() -> Self {
        let mut bytes = [0; 16];
        rand::rng().fill_bytes(&mut bytes);
        Self(bytes)
    }

    /// 32 hexadecimal digits.
    pub(crate) fn nonce(self) -> Nonce {
        let mut digits = [0; 32];
        // It cannot fail: there is room for two digits per byte.
        let _ = hex::encode_to_slice(self.0, &mut digits);
        Nonce(digits)
    }

    /// A version 4 UUID.
    pub(crate) fn token(mut self) -> String {
        self.0[6] = self.0[6] & 0x0f | 0x40;
        self.0[8] = self.0[8] & 0x3f | 0x80;
        let digits = self.nonce();
        let mut token = String::with_capacity(36);
        for (index, digit) in digits.as_str().chars().enumerate() {
            if matches!(index, 8 | 12 | 16 | 20) {
                token.push('-');
            }
            token.push(digit);
        }
        token
    }
}

/// A text that no other request has.
pub(crate) struct Nonce([u8; 32]);

impl Nonce {
    pub(crate) fn as_str(&self) -> &str {
        // Digits are ASCII.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// A number of at least 0 and less than 1.
pub(crate) fn fraction() -> f64 {
    f64::from(rand::rng().next_u32()) / (f64::from(u32::MAX) + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_uuids_and_differ() {
        let token = RandomId::new().token();
        assert!(acs_rules::Format::Uuid.accepts(&token), "{token}");
        assert_eq!(token.as_bytes()[14], b'4');
        assert_ne!(token, RandomId::new().token());
    }

    #[test]
    fn nonces_are_32_digits_and_differ() {
        let nonce = RandomId::new().nonce();
        assert_eq!(nonce.as_str().len(), 32);
        assert_ne!(nonce.as_str(), RandomId::new().nonce().as_str());
    }
}
