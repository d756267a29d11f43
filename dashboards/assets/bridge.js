// What Dash's callbacks call in the browser. Classic, so that it is there before Dash starts; the map itself is a module
// and arrives when it arrives: its promise is awaited.
(function () {
  let arrived;
  const city = { map: new Promise((resolve) => { arrived = resolve; }), arrive: (map) => arrived(map) };
  window.safecity = city;
  // Settles with the map's first whole picture, or without it when none comes: what else is heavy waits so long.
  const MOST = 15000;
  city.painted = new Promise((resolve) => { city.paint = resolve; setTimeout(resolve, MOST); });

  const LISTS = ["kind", "area"];
  // Parts of the address that belong to one feature each and are texts: a place that was looked up; the table, its order and side; playback; how districts are shaded.
  const OWN = ["pin", "table", "sort", "side", "play", "shade"];
  const DAY = 86400000;
  const shifted = (day, by) => new Date(Date.parse(day) + by * DAY).toISOString().slice(0, 10);

  // The address is the state: whoever opens it sees the same view.
  city.read = function () {
    const query = new URLSearchParams(location.search);
    const filters = {};
    for (const name of ["from", "to", "precision", "within"]) if (query.get(name)) filters[name] = query.get(name);
    for (const name of LISTS) if (query.has(name)) filters[name] = query.getAll(name);
    const view = (query.get("map") || "").split(",").map(Number);
    const [layer, id] = (query.get("open") || "").split("/");
    return {
      filters,
      view: view.length === 3 && view.every(Number.isFinite) ? view : null,
      layers: query.has("layers") ? query.get("layers").split(",").filter(Boolean) : null,
      selected: id ? { layer, id } : null,
      ...Object.fromEntries(OWN.filter((name) => query.get(name)).map((name) => [name, query.get(name)])),
    };
  };

  city.query = function (filters) {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(filters || {})) {
      for (const one of [].concat(value)) if (one) query.append(name, one);
    }
    return query;
  };

  // Only a selection makes a step that Back undoes; moving the map does not.
  city.write = function (part, step) {
    const state = Object.assign(city.read(), part);
    const query = city.query(state.filters);
    const parts = [query.toString().replaceAll("%2C", ",")];
    if (state.view) parts.unshift(`map=${state.view[0].toFixed(5)},${state.view[1].toFixed(5)},${state.view[2].toFixed(2)}`);
    if (state.layers) parts.push(`layers=${state.layers.map(encodeURIComponent).join(",")}`);
    if (state.selected) parts.push(`open=${state.selected.layer}/${encodeURIComponent(state.selected.id)}`);
    for (const name of OWN) if (state[name]) parts.push(`${name}=${encodeURIComponent(state[name]).replaceAll("%2C", ",").replaceAll("%3A", ":")}`);
    const address = `${location.pathname}?${parts.filter(Boolean).join("&")}`;
    if (address === location.pathname + location.search) return;
    history[step ? "pushState" : "replaceState"](null, "", address);
    window.dispatchEvent(new CustomEvent("safecity:state", { detail: state }));
  };

  // The place that was looked up and is no record, as the map marks it.
  city.pinned = function () {
    const place = (city.read().pin || "").split(",").map(Number);
    return place.length === 2 && place.every(Number.isFinite) ? { point: place } : null;
  };

  city.select = function (selected, pin = null) {
    city.write({ selected, pin }, true);
    window.dash_clientside.set_props("selected", { data: selected });
  };

  // Esc closes the card, unless it has something nearer to close: a list, a calendar, the drawer.
  window.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !city.read().selected) return;
    const nearer = document.querySelector(".mantine-Drawer-content, .mantine-Popover-dropdown, .mantine-Combobox-dropdown:not([hidden]), .sc-choices");
    if (nearer && nearer.getClientRects().length) return;
    city.select(null);
    const canvas = document.querySelector(".maplibregl-canvas");
    if (canvas) canvas.focus();
  });

  // A button with data-copy puts that text on the clipboard and says so.
  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("[data-copy]");
    if (!button || !navigator.clipboard) return;
    navigator.clipboard.writeText(button.dataset.copy).then(() => { button.lastChild.textContent = button.dataset.copied; });
  });

  window.addEventListener("popstate", () => {
    const state = city.read();
    window.dash_clientside.set_props("address", { data: state });
    window.dash_clientside.set_props("selected", { data: state.selected });
  });

  const ASKED = { headers: { Accept: "application/json" }, credentials: "same-origin" };

  async function read(response) {
    if (response.ok) return response.json();
    const body = await response.json().catch(() => ({}));
    const words = document.getElementById("trouble").dataset;
    throw new Error([body.error || words.failed, body.reference && `${words.reference} ${body.reference}`].filter(Boolean).join(" "));
  }

  async function answer(address) {
    return read(await fetch(address, ASKED).catch(() => { throw new Error(document.getElementById("trouble").dataset.away); }));
  }

  const spaced = (number) => new Intl.NumberFormat(document.documentElement.dataset.forms).format(number);
  const skip = () => window.dash_clientside.no_update;

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    planner: {
      // (config) -> address, selected: the map starts, then the controls take what the address says.
      start(config) {
        if (!config) return [skip(), skip()];
        // An address that says nothing opens with the newest year; any other says its period, or means any time.
        if (!location.search && config.opening) {
          history.replaceState(null, "", `?${city.query(config.opening)}`);
          window.dispatchEvent(new Event("safecity:opened"));
        }
        const state = city.read();
        city.map.then((map) => map.start(config, state));
        return [state, state.selected];
      },

      // (address) -> period, kinds, areas, precision, drawn area, layer switches
      controls(address, defaults) {
        if (!address) return Array(6).fill(skip());
        const f = address.filters;
        const period = f.from || f.to ? [f.from || null, f.to ? shifted(f.to, -1) : null] : [null, null];
        return [period, f.kind || [], f.area || [], f.precision || null, f.within || null, address.layers || defaults.layers];
      },

      // (period, kinds, areas, precision, drawn area) -> filters
      filters(period, kind, area, precision, within, address) {
        if (!address) return skip();
        const [first, last] = period || [];
        if (first && !last) return skip();
        const filters = {};
        if (first) filters.from = first;
        if (last) filters.to = shifted(last, 1);
        if (kind && kind.length) filters.kind = kind;
        if (area && area.length) filters.area = area;
        if (precision) filters.precision = precision;
        if (within) filters.within = within;
        city.write({ filters });
        city.map.then((map) => map.filter(filters));
        return filters;
      },

      reset: () => [[null, null], [], [], null, null],

      // (filters) -> filters for the charts, once the map is painted: their library is larger than all else
      charted: async (filters) => { await city.painted; return filters || skip(); },

      // (filters) -> filters for the panel of a drawn area, told only while there is one, and once when it goes
      drawn(filters) {
        const [had, has] = [city.drawn, Boolean(filters && filters.within)];
        city.drawn = has;
        return has ? filters : had ? {} : skip();
      },

      layers(shown, address, defaults) {
        if (!address || !shown) return skip();
        const usual = shown.length === defaults.layers.length && defaults.layers.every((one) => shown.includes(one));
        city.write({ layers: usual ? null : shown });
        city.map.then((map) => map.show(shown));
        return shown.length;
      },

      // (filters, view) -> counts
      async counts(filters, view) {
        if (!filters || !view) return skip();
        const query = city.query(filters);
        query.set("bbox", view.bbox.join(","));
        const trouble = document.getElementById("trouble");
        try {
          const counts = await answer(`/api/v1/counts?${query}`);
          trouble.textContent = "";
          return counts;
        } catch (error) {
          trouble.textContent = error.message;
          return { error: error.message };
        }
      },

      // (counts) -> the figure in each layer's row, then "N of M on the map"
      figures(counts, shown, words) {
        const figures = words.layers.map((layer) => {
          const one = counts && counts.layers && counts.layers[layer];
          if (!one) return "";
          const total = one.in_period;
          return `${spaced(one.in_view)} / ${spaced(total)}`;
        });
        if (counts && counts.error) return [...figures, words.failed];
        const sum = { in_view: 0, in_period: 0, not_placed: 0, totals: 0 };
        for (const layer of ["crimes", "accidents", "calls"]) {
          const one = counts && counts.layers && counts.layers[layer];
          if (one && shown && shown.includes(layer)) for (const name of Object.keys(sum)) sum[name] += one[name] || 0;
        }
        // What has no place may lie inside a drawn area or not: it is told, and not counted as part of it.
        const inside = Boolean(city.read().filters.within);
        const all = sum.in_period + (inside ? 0 : sum.not_placed);
        let text = words.sum.replace("{n}", spaced(sum.in_view)).replace("{m}", spaced(all));
        if (sum.not_placed) text += (inside ? words.anywhere : words.not_placed).replace("{k}", spaced(sum.not_placed));
        if (sum.totals) text += words.totals.replace("{t}", spaced(sum.totals));
        return [...figures, counts && counts.layers ? text : ""];
      },

      // (selected) -> record
      async record(selected) {
        if (!selected) { city.map.then((map) => map.mark(city.pinned())); return null; }
        try {
          const record = await answer(`/api/v1/${selected.layer}/${encodeURIComponent(selected.id)}`);
          // Another was opened, or none is any more: its own answer marks the map.
          const { selected: now } = city.read();
          if (!now || now.layer !== selected.layer || now.id !== String(selected.id)) return skip();
          city.map.then((map) => map.mark(record));
          return record;
        } catch (error) {
          return { layer: selected.layer, id: selected.id, error: error.message };
        }
      },

      close(clicks) {
        if (!clicks) return skip();
        city.write({ selected: null }, true);
        return null;
      },

      link(clicks, words) {
        if (!clicks) return skip();
        const copied = navigator.clipboard && navigator.clipboard.writeText(location.href);
        return copied ? copied.then(() => words.copied, () => words.copy) : words.copy;
      },
    },
  });
})();
