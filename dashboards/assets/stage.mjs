// Buttons on the map besides zoom: playback, print, full screen; and what a printed page says of the view.
const city = window.safecity;

export class Stage {
  // words: {play, print, full}; acts: {play, print}.
  constructor(words, acts) { this.words = words; this.acts = acts; }

  onAdd() {
    this.box = Object.assign(document.createElement("div"), { className: "maplibregl-ctrl maplibregl-ctrl-group sc-stage" });
    this.add("player-play", this.words.playback, this.acts.play);
    this.add("printer", this.words.print, this.acts.print);
    if (document.fullscreenEnabled) this.add("maximize", this.words.full, full);
    return this.box;
  }

  onRemove() { this.box.remove(); }

  add(glyph, title, act) {
    const made = Object.assign(document.createElement("button"), { type: "button", title });
    made.setAttribute("aria-label", title);
    made.innerHTML = '<span class="sc-icon" aria-hidden="true"></span>';
    made.firstChild.style.setProperty("--sc-glyph", `url("/static/vendor/tabler/${glyph}.svg")`);
    made.addEventListener("click", act);
    this.box.append(made);
  }
}

// The whole page of the map fills the screen; Esc, or the button again, gives the frame back.
function full() {
  if (document.fullscreenElement) return document.exitFullscreen();
  return document.querySelector(".sc-map-page").requestFullscreen();
}
