// Pointing at a quotation, or reaching it by keyboard, shows its statement in the list beside the text; Escape hides the
// speaker's name until the pointer or the focus moves on. Without this script the name is shown all the same (style.css).
"use strict";

const HIDDEN = "quiet";

for (const quotation of document.querySelectorAll("mark.quotation[aria-describedby]")) {
  const who = document.getElementById(quotation.getAttribute("aria-describedby"));
  const statement = who && who.closest("li");
  const show = (shown) => () => {
    quotation.classList.remove(HIDDEN);
    if (statement) {
      statement.classList.toggle("current", shown);
    }
  };
  quotation.addEventListener("mouseenter", show(true));
  quotation.addEventListener("mouseleave", show(false));
  quotation.addEventListener("focus", show(true));
  quotation.addEventListener("blur", show(false));
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const quotation of document.querySelectorAll("mark.quotation:hover, mark.quotation:focus")) {
      quotation.classList.add(HIDDEN);
    }
  }
});
