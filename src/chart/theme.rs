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
    pub warn: RGBColor,
    /// Failures, and broken promises.
    pub bad: RGBColor,
    /// What does not count.
    pub excluded: RGBColor,
    /// The time of an incident, however it went.
    pub incident: RGBColor,
}

impl Theme {
    /// For bright rooms.
    pub const LIGHT: Self = Self {
        surface: RGBColor(0xff, 0xff, 0xff),
        ink: RGBColor(0x1a, 0x1d, 0x20),
        muted: RGBColor(0x54, 0x5b, 0x62),
        grid: RGBColor(0xe6, 0xe6, 0xe1),
        axis: RGBColor(0x7d, 0x83, 0x85),
        line: RGBColor(0x1f, 0x55, 0x91),
        good: RGBColor(0x17, 0x69, 0x3f),
        warn: RGBColor(0x8a, 0x53, 0x00),
        bad: RGBColor(0xac, 0x22, 0x19),
        excluded: RGBColor(0x6c, 0x75, 0x7c),
        incident: RGBColor(0x6f, 0x3f, 0xa8),
    };

    /// For dark ones.
    pub const DARK: Self = Self {
        surface: RGBColor(0x1a, 0x1e, 0x21),
        ink: RGBColor(0xe7, 0xe9, 0xea),
        muted: RGBColor(0xa4, 0xad, 0xb4),
        grid: RGBColor(0x2f, 0x36, 0x3b),
        axis: RGBColor(0x78, 0x83, 0x8a),
        line: RGBColor(0x86, 0xb7, 0xf0),
        good: RGBColor(0x62, 0xc7, 0x93),
        warn: RGBColor(0xf0, 0xb3, 0x5c),
        bad: RGBColor(0xff, 0x8d, 0x80),
        excluded: RGBColor(0x8d, 0x97, 0x9e),
        incident: RGBColor(0xc4, 0xa2, 0xf2),
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
            Tone::Warn => self.warn,
            Tone::Bad => self.bad,
            Tone::Plain => self.ink,
            Tone::None => self.muted,
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
            let texts = [theme.ink, theme.muted, theme.good, theme.warn, theme.bad];
            let marks = [theme.axis, theme.line, theme.excluded, theme.incident];
            for colour in texts {
                assert!(contrast(colour, theme.surface) >= 4.5, "{name} {colour:?}");
            }
            for colour in marks {
                assert!(contrast(colour, theme.surface) >= 3.0, "{name} {colour:?}");
            }
        }
    }
}
