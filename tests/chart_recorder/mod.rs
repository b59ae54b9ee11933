//! A plotters backend that remembers what was drawn where.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use plotters::style::RGBColor;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// A text and the rectangle that it takes.
#[derive(Debug)]
pub struct Text {
    pub text: String,
    pub left: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
}

/// All that was drawn.
#[derive(Debug)]
pub struct Seen {
    size: (u32, u32),
    pub texts: Vec<Text>,
    pub rectangles: Vec<(BackendCoord, BackendCoord, (u8, u8, u8))>,
}

impl Seen {
    pub fn assert_inside(&self, place: &str) {
        for text in &self.texts {
            let inside = text.left >= 0
                && text.right <= self.size.0 as i32
                && text.top >= 0
                && text.bottom <= self.size.1 as i32;
            assert!(inside, "{place}: {text:?} is cut off by {:?}", self.size);
        }
    }

    pub fn assert_apart(&self, place: &str) {
        for (first, a) in self.texts.iter().enumerate() {
            for b in &self.texts[first + 1..] {
                let apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
                assert!(apart, "{place}: {a:?} lies on {b:?}");
            }
        }
    }

    /// Whether a filled rectangle of the colour covers the pixel column.
    pub fn is_marked(&self, x: i32, RGBColor(red, green, blue): RGBColor) -> bool {
        self.rectangles.iter().any(|(start, end, colour)| start.0 <= x && x < end.0 && *colour == (red, green, blue))
    }
}

/// The backend.
pub struct Recorder {
    size: (u32, u32),
    pub seen: Rc<RefCell<Seen>>,
}

impl Recorder {
    pub fn new(width: u32, height: u32) -> Self {
        let size = (width, height);
        Self { size, seen: Rc::new(RefCell::new(Seen { size, texts: Vec::new(), rectangles: Vec::new() })) }
    }
}

/// A rather wide font: what fits with it fits with those that people have.
fn width(text: &str, size: f64, bold: bool) -> f64 {
    text.chars().count() as f64 * size * if bold { 0.62 } else { 0.58 }
}

impl DrawingBackend for Recorder {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, _: I, _: &S) -> Drawn {
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, _: I, _: &S) -> Drawn {
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn {
        let color = style.color();
        if fill && color.alpha == 1.0 {
            self.seen.borrow_mut().rectangles.push((from, to, color.rgb));
        }
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, pos: BackendCoord) -> Drawn {
        let (width, height) = self.estimate_text_size(text, style)?;
        let (width, height) = (width as i32, height as i32);
        let left = match style.anchor().h_pos {
            HPos::Left => pos.0,
            HPos::Center => pos.0 - width / 2,
            HPos::Right => pos.0 - width,
        };
        let top = match style.anchor().v_pos {
            VPos::Top => pos.1,
            VPos::Center => pos.1 - height / 2,
            VPos::Bottom => pos.1 - height,
        };
        let text = Text { text: text.to_owned(), left, top, right: left + width, bottom: top + height };
        self.seen.borrow_mut().texts.push(text);
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let bold = matches!(style.style(), FontStyle::Bold);
        Ok((width(text, style.size(), bold).ceil() as u32, style.size().ceil() as u32))
    }
}
