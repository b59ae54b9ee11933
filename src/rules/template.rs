/// The values of the names that templates have, such as `<window>`.
#[derive(Debug, Default)]
pub struct Values {
    values: Vec<(&'static str, String)>,
}

impl Values {
    /// Gives a name its value from now on.
    pub fn set(&mut self, name: &'static str, value: String) {
        match self.values.iter_mut().find(|known| known.0 == name) {
            Some(known) => known.1 = value,
            None => self.values.push((name, value)),
        }
    }

    /// The template with all its names filled in. What is no known name in angle brackets stays as it is, and so does
    /// whatever a value holds.
    pub fn fill(&self, template: &str) -> String {
        let mut filled = String::with_capacity(template.len() * 2);
        let mut rest = template;
        while let Some(place) = rest.find('<') {
            let (before, from) = rest.split_at(place);
            filled.push_str(before);
            let name = from.find('>').map_or("", |end| &from[1..end]);
            match self.values.iter().find(|known| known.0 == name) {
                Some((name, value)) => {
                    filled.push_str(value);
                    rest = &from[name.len() + 2..];
                }
                None => {
                    filled.push('<');
                    rest = &from[1..];
                }
            }
        }
        filled.push_str(rest);
        filled
    }
}

#[cfg(test)]
mod tests {
    use super::Values;

    #[test]
    fn only_known_names_are_filled_in() {
        let mut values = Values::default();
        values.set("a", "<b>".to_owned());
        values.set("b", "x".to_owned());
        assert_eq!(values.fill("<a> < <b> >= <c><<b>>"), "<b> < x >= <c><x>");
        values.set("b", "y".to_owned());
        assert_eq!(values.fill("<b>"), "y");
        assert_eq!(values.fill("a <"), "a <");
    }
}
