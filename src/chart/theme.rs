use plotters::style::{Color, RGBAColor, RGBColor};

use super::Tone;

/// The colours of a chart. Text has a contrast of at least 4.5 to the surface, marks at least 3 (WCAG 2.2, level AA).
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// What the chart lies on. It is painted only behind labels; the canvas itself stays clear.
    pub surface: RGBColor,
    /// Text that matters.
    pub ink: RGBColor,
    /// Text that helps.
    pub muted: RGBColor,
    /// Lines that only guide the eye.
    pub grid: RGBColor,
    /// The zero line, and frames.
    pub axis: RGBColor,
    /// A line that shows data.
    pub line: RGBColor,
    /// As promised.
    pub good: RGBColor,
    /// Careful.
    pub warning: RGBColor,
    /// Failures, and broken promises.
    pub bad: RGBColor,
    /// What does not count.
    pub excluded: RGBColor,
}

impl Theme {
    /// For bright rooms.
    pub const LIGHT: Self = Self {
        surface: RGBColor(0xff, 0xff, 0xff),
        ink: RGBColor(0x18, 0x21, 0x2c),
        muted: RGBColor(0x56, 0x62, 0x70),
        grid: RGBColor(0xe4, 0xe8, 0xed),
        axis: RGBColor(0x7f, 0x8a, 0x97),
        line: RGBColor(0x1f, 0x5f, 0xbf),
        good: RGBColor(0x1b, 0x7f, 0x4d),
        warning: RGBColor(0x96, 0x63, 0x00),
        bad: RGBColor(0xc6, 0x28, 0x28),
        excluded: RGBColor(0x6b, 0x77, 0x85),
    };

    /// For dark ones.
    pub const DARK: Self = Self {
        surface: RGBColor(0x16, 0x1b, 0x22),
        ink: RGBColor(0xe8, 0xee, 0xf4),
        muted: RGBColor(0x9d, 0xa9, 0xb6),
        grid: RGBColor(0x2a, 0x32, 0x3c),
        axis: RGBColor(0x72, 0x7f, 0x8d),
        line: RGBColor(0x6c, 0xb0, 0xff),
        good: RGBColor(0x4c, 0xc3, 0x8a),
        warning: RGBColor(0xe3, 0xb3, 0x41),
        bad: RGBColor(0xff, 0x7b, 0x72),
        excluded: RGBColor(0x8b, 0x98, 0xa5),
    };

    /// The theme of that name, `light` or `dark`.
    pub fn named(name: &str) -> Option<&'static Self> {
        match name {
            "light" => Some(&Self::LIGHT),
            "dark" => Some(&Self::DARK),
            _ => None,
        }
    }

    /// The colour of a tone.
    pub fn tone(&self, tone: Tone) -> RGBColor {
        match tone {
            Tone::Good => self.good,
            Tone::Warning => self.warning,
            Tone::Bad => self.bad,
            Tone::Plain => self.ink,
            Tone::NoData => self.muted,
        }
    }

    /// An area in a colour that leaves what lies under and over it legible.
    pub(super) fn tint(colour: RGBColor) -> RGBAColor {
        colour.mix(0.18)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance as WCAG 2.2 defines it.
    fn luminance(RGBColor(red, green, blue): RGBColor) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    fn contrast(a: RGBColor, b: RGBColor) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_and_marks_stand_out() {
        for (name, theme) in [("light", Theme::LIGHT), ("dark", Theme::DARK)] {
            let texts = [theme.ink, theme.muted, theme.good, theme.warning, theme.bad];
            let marks = [theme.axis, theme.line, theme.excluded];
            for colour in texts {
                assert!(contrast(colour, theme.surface) >= 4.5, "{name} {colour:?}");
            }
            for colour in marks {
                assert!(contrast(colour, theme.surface) >= 3.0, "{name} {colour:?}");
            }
        }
    }
}
