// One search box on every page, of Dash or of Django: it fills the empty #search, asks /api/v1/search, and leads to what
// is chosen: on a page with a map by a flight, elsewhere by the map's address.
(function () {
  const PAUSE = 180, SHORTEST = 2, POINT_ZOOM = 17.5;
  const city = window.safecity;
  let box, input, list, words, asking, timer;
  let answers = [], active = -1;

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children.filter((one) => one !== null && one !== ""));
    return made;
  };

  function furnish(found) {
    box = found;
    words = JSON.parse(box.dataset.words);
    input = element("input", { id: "search-text", type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", maxlength: "80",
      "aria-label": words.label, "aria-controls": "search-list", "aria-expanded": "false", "aria-autocomplete": "list", placeholder: words.placeholder });
    list = element("div", { id: "search-list", class: "sc-search__list", role: "listbox", "aria-label": words.results, hidden: "" });
    box.replaceChildren(element("span", { class: "sc-search__glyph", "aria-hidden": "true" }), input, element("kbd", { "aria-hidden": "true" }, "/"), list);
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
    input.addEventListener("focus", () => { if (answers.length) open(true); });
    input.addEventListener("keydown", pressed);
    box.addEventListener("focusout", (event) => { if (!box.contains(event.relatedTarget)) open(false); });
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) choose(answers[Number(option.dataset.at)]);
    });
  }

  function open(shown) {
    list.hidden = !shown;
    input.setAttribute("aria-expanded", String(shown));
    if (!shown) mark(-1);
  }

  // Where distances are told from: the middle of the map in view.
  function near() {
    if (city && city.instance) return city.instance.getCenter().toArray().map((x) => x.toFixed(5)).join(",");
    return "";
  }

  async function ask() {
    const text = input.value.trim();
    if (asking) asking.abort();
    if (text.length < SHORTEST) { answers = []; return open(false); }
    asking = new AbortController();
    const query = new URLSearchParams({ q: text });
    if (near()) query.set("near", near());
    const slow = setTimeout(() => tell(words.searching), 300);
    try {
      const response = await fetch(`/api/v1/search?${query}`, { signal: asking.signal, headers: { Accept: "application/json" }, credentials: "same-origin" });
      const body = await response.json();
      if (!response.ok) tell(body.error || words.failed); else show(body.groups);
    } catch (error) {
      if (error.name !== "AbortError") tell(words.failed);
    } finally {
      clearTimeout(slow);
    }
  }

  function tell(sentence) {
    answers = [];
    list.replaceChildren(element("p", { class: "sc-search__note", role: "status" }, sentence));
    open(true);
  }

  function show(groups) {
    answers = groups.flatMap((group) => group.results);
    if (!answers.length) return tell(words.nothing);
    let at = 0;
    list.replaceChildren(...groups.map((group) => element("div", { role: "group", "aria-label": group.title },
      element("div", { class: "sc-search__kind", "aria-hidden": "true" }, group.title),
      ...group.results.map((one) => option(one, at++)))));
    open(true);
    mark(0);
  }

  function option(one, at) {
    return element("div", { role: "option", id: `search-${at}`, "data-at": at, class: "sc-search__one", "aria-selected": "false" },
      element("span", { class: "sc-search__title" }, one.title),
      element("span", { class: "sc-search__far" }, far(one.distance_m)),
      element("span", { class: "sc-search__detail" }, one.detail));
  }

  function far(metres) {
    if (metres === null || metres === undefined) return "";
    const number = (value, digits) => new Intl.NumberFormat(document.documentElement.dataset.forms, { maximumFractionDigits: digits }).format(value);
    return metres < 1000 ? `${number(metres, 0)}\u00a0${words.m}` : `${number(metres / 1000, metres < 10000 ? 1 : 0)}\u00a0${words.km}`;
  }

  function mark(at) {
    active = at;
    for (const one of list.querySelectorAll("[role=option]")) one.setAttribute("aria-selected", String(Number(one.dataset.at) === at));
    const chosen = document.getElementById(`search-${at}`);
    if (chosen) { input.setAttribute("aria-activedescendant", chosen.id); chosen.scrollIntoView({ block: "nearest" }); } else input.removeAttribute("aria-activedescendant");
  }

  function pressed(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && answers.length) {
      event.preventDefault();
      if (list.hidden) return open(true);
      mark((active + step + answers.length) % answers.length);
    } else if (event.key === "Enter" && answers.length && active >= 0) {
      event.preventDefault();
      choose(answers[active]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (!list.hidden) open(false); else if (input.value) { input.value = ""; answers = []; } else leave();
    }
  }

  function leave() {
    input.blur();
    const canvas = document.querySelector(".maplibregl-canvas");
    if (canvas) canvas.focus();
  }

  // The zoom at which a rectangle of degrees fills most of a window.
  function zoomOf(bounds) {
    const width = Math.max(bounds[2] - bounds[0], 1.6 * (bounds[3] - bounds[1]), 0.0005);
    return Math.min(POINT_ZOOM, Math.max(2, Math.log2((0.7 * window.innerWidth * 360) / (512 * width))));
  }

  function choose(one) {
    // What was asked for meanwhile must not open the list over what was chosen.
    clearTimeout(timer);
    if (asking) asking.abort();
    open(false);
    const zoom = one.bounds ? zoomOf(one.bounds) : POINT_ZOOM;
    const selected = one.layer ? { layer: one.layer, id: one.id } : null;
    const pin = one.layer ? null : one.point.map((x) => x.toFixed(5)).join(",");
    input.value = one.title;
    if (city && city.map && document.getElementById("map")) {
      leave();
      return city.map.then((map) => map.go(one.point, zoom, selected, pin));
    }
    const query = [`map=${one.point[1].toFixed(5)},${one.point[0].toFixed(5)},${zoom.toFixed(2)}`];
    query.push(selected ? `open=${selected.layer}/${encodeURIComponent(selected.id)}` : `pin=${pin}`);
    location.href = `${box.dataset.map}?${query.join("&")}`;
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable=true]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing || !input) return;
    event.preventDefault();
    input.focus();
    input.select();
  });

  // Dash draws its pages late and anew: whenever the box is there and empty, fill it.
  function look() {
    const found = document.getElementById("search");
    if (found && found.dataset.words && !found.firstElementChild) furnish(found);
  }
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
  look();
})();
