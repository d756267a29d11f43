// The table beside the map: opened, moved, sized and closed here; the server fills its grid.
// Its layer, order and side stand in the address (table, sort, side), its size in this browser's storage.
(function () {
  const city = window.safecity;
  const SMALLEST = 140, STEP = 40;
  const size = { below: 300, right: 520 };
  const set = (name, data) => window.dash_clientside.set_props(name, { data });
  const skip = () => window.dash_clientside.no_update;
  const first = () => document.querySelector("#table-layer input").value;
  const side = () => (city.read().side === "right" ? "right" : "below");
  let now = null;

  function remembered(where) {
    const kept = Number(localStorage.getItem(`safecity.table.${where}`));
    return kept >= SMALLEST ? kept : size[where];
  }

  function place() {
    const where = side();
    if (now) document.body.dataset.table = where; else delete document.body.dataset.table;
    const most = (where === "right" ? window.innerWidth : window.innerHeight) * 0.7;
    resize(where, Math.min(remembered(where), most));
    const edge = document.getElementById("table-edge");
    if (edge) edge.setAttribute("aria-orientation", where === "right" ? "vertical" : "horizontal");
  }

  function resize(where, pixels) {
    const kept = Math.max(SMALLEST, Math.round(pixels));
    document.documentElement.style.setProperty(where === "right" ? "--table-width" : "--table-height", `${kept}px`);
    return kept;
  }

  // layer: null closes. Opening and closing are steps that Back undoes.
  function show(layer) {
    if (layer === now) return;
    city.write({ table: layer, sort: null, ...(layer ? {} : { side: null }) }, true);
    now = layer;
    place();
    window.dash_clientside.set_props("table-layer", { value: layer || "" });
    set("table-sort", null);
    set("table-shown", layer);
  }

  function close() {
    show(null);
    const button = document.getElementById("table-open");
    if (button) button.focus();
  }

  document.addEventListener("click", (event) => {
    const at = (where) => event.target.closest && event.target.closest(where);
    if (at("#table-open")) show(now ? null : first());
    else if (at("#table-close")) close();
    else if (at("#table-side")) { city.write({ side: side() === "right" ? null : "right" }); place(); }
    const link = at("[data-export]");
    if (link) link.href = file(link.dataset.export);
  });
  document.addEventListener("focusin", (event) => {
    const link = event.target.closest && event.target.closest("[data-export]");
    if (link) link.href = file(link.dataset.export);
  });

  const file = (form) => {
    const query = city.query(city.read().filters).toString();
    return `/export/${now}.${form}${query ? `?${query}` : ""}`;
  };

  // Esc leaves the table; a card that is open closes first, unless the focus is in the table.
  window.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !now) return;
    const inside = event.target.closest && event.target.closest("#table-panel");
    if (!inside && city.read().selected) return;
    event.preventDefault();
    close();
  }, true);

  // The edge is dragged, or moved by the arrow keys; a double click gives back the first size.
  document.addEventListener("pointerdown", (event) => {
    if (!(event.target.closest && event.target.closest("#table-edge"))) return;
    event.preventDefault();
    const where = side();
    const far = document.getElementById("table-panel").getBoundingClientRect();
    const move = (to) => resize(where, where === "right" ? far.right - to.clientX : far.bottom - to.clientY);
    const end = (to) => {
      localStorage.setItem(`safecity.table.${where}`, move(to));
      document.removeEventListener("pointermove", move);
      document.removeEventListener("pointerup", end);
    };
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", end);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "table-edge") return;
    const step = { ArrowUp: STEP, ArrowLeft: STEP, ArrowDown: -STEP, ArrowRight: -STEP }[event.key];
    if (!step) return;
    event.preventDefault();
    const box = document.getElementById("table-panel").getBoundingClientRect();
    localStorage.setItem(`safecity.table.${side()}`, resize(side(), (side() === "right" ? box.width : box.height) + step));
  });

  // Enter on a row does what a click does; the grid's own events begin only after its rows are there.
  const rowOf = (event) => event.target.closest && event.target.closest("#table-box .ag-row[row-id]");
  document.addEventListener("keydown", (event) => {
    const row = event.key === "Enter" && rowOf(event);
    if (row) city.select({ layer: now, id: row.getAttribute("row-id") });
  });

  // A row under the pointer, or with the focus, is shown on the map; a mark under the pointer in the table.
  for (const name of ["mouseover", "focusin"]) document.addEventListener(name, (event) => {
    const row = rowOf(event);
    if (now && city.instance) city.map.then((map) => map.hint(row ? { layer: now, id: row.getAttribute("row-id") } : null));
  });
  city.pointed = function (layer, id) {
    for (const row of document.querySelectorAll("#table-box .ag-row")) row.classList.toggle("sc-pointed", layer === now && row.getAttribute("row-id") === id);
  };

  window.addEventListener("resize", () => { if (now) place(); });

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    table: {
      // (address) -> the layer whose rows are listed: what the address says, when it says something new.
      tabled(address) {
        if (!address) return skip();
        const asked = address.table || null;
        if (asked === now) return skip();
        now = asked;
        place();
        window.dash_clientside.set_props("table-layer", { value: now || "" });
        set("table-sort", address.sort || null);
        return now;
      },

      tab(layer) {
        if (layer && layer !== now) show(layer);
        return skip();
      },

      row(cell, layer) {
        if (cell && cell.rowId !== undefined && layer) city.select({ layer, id: cell.rowId });
        return skip();
      },

      sorted(asked) {
        if (!asked || !now) return skip();
        const sort = (asked.sortModel || []).map((one) => `${one.colId}:${one.sort}`).join(",");
        city.write({ sort });
        return sort;
      },
    },
  });
})();
