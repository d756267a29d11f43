// The person's own jobs: asked for every two seconds while one runs, told by a toast when one ends.
(function () {
  const EVERY = 2000, SHOWN = 6000, REMEMBERED = "safecity-jobs";
  const ASKED = { headers: { Accept: "application/json" }, credentials: "same-origin", cache: "no-store" };
  const box = () => document.getElementById("jobs");
  const words = () => JSON.parse(box().dataset.words);
  const first = {};
  const said = {};
  let timer = null;
  let list = [];

  const read = () => { try { return JSON.parse(sessionStorage.getItem(REMEMBERED)) || []; } catch { return []; } };
  const remember = (ids) => { try { sessionStorage.setItem(REMEMBERED, JSON.stringify(ids)); } catch { /* a private window */ } };

  function made(tag, className, text) {
    const part = document.createElement(tag);
    part.className = className;
    if (text) part.textContent = text;
    return part;
  }

  async function ask() {
    clearTimeout(timer);
    if (!box()) return;
    try {
      const response = await fetch("/api/v1/jobs", ASKED);
      if (!response.ok) return;
      list = (await response.json()).jobs;
      draw();
      tell();
    } catch {
      box().replaceChildren(made("p", "sc-quiet", words().away));
    }
    if (list.some((job) => !job.ended)) timer = setTimeout(ask, EVERY);
  }

  // What was open when last looked, on this page or the one before, and has ended since.
  function tell() {
    const before = read();
    for (const job of list) if (job.ended && before.includes(job.id)) toast(job);
    remember(list.filter((job) => !job.ended).map((job) => job.id));
  }

  function toast(job) {
    const place = document.getElementById("toasts");
    const one = made("div", `sc-toast sc-toast--${job.state}`);
    one.append(made("strong", "", `${words()[job.state]}: ${job.title}`), made("span", "", job.result), ...link(job));
    place.append(one);
    setTimeout(() => one.remove(), SHOWN);
  }

  function link(job) {
    const data = box().dataset.deliveries;
    if (!job.delivery || !data) return [];
    const part = made("a", "", words().open);
    part.href = `${data}?delivery=${job.delivery}`;
    return [part];
  }

  function draw() {
    const open = list.filter((job) => !job.ended).length;
    const count = document.getElementById("jobs-count");
    count.textContent = open || "";
    const focused = document.activeElement && document.activeElement.dataset && document.activeElement.dataset.job;
    box().replaceChildren(...(list.length ? list.map(row) : [made("p", "sc-quiet", words().none)]));
    if (open) box().append(made("p", "sc-caption", words().leave));
    const again = focused && box().querySelector(`[data-job="${focused}"]`);
    if (again) again.focus();
  }

  function row(job) {
    const part = made("div", "sc-job");
    part.append(made("strong", "sc-job__title", job.title));
    if (job.ended) {
      part.append(made("span", `sc-job__state sc-job__state--${job.state}`, words()[job.state]), made("div", "sc-caption", job.result), ...link(job));
      return part;
    }
    const bar = made("progress", "sc-job__bar");
    bar.setAttribute("aria-label", job.title);
    if (job.share !== null) bar.value = job.share;
    part.append(made("span", "sc-job__state", state(job)), bar);
    if (said[job.id]) part.append(made("div", "sc-caption", said[job.id]));
    else part.append(cancel(job));
    return part;
  }

  function state(job) {
    const w = words();
    if (job.stopping) return w.stopping;
    if (job.state === "waiting") return w.waiting;
    if (job.share === null) return w.counting.replace("{n}", number(job.done));
    const left = remaining(job);
    return [w.running.replace("{n}", number(Math.floor(job.share * 100))), left].filter(Boolean).join(", ");
  }

  const number = (value) => new Intl.NumberFormat(document.documentElement.dataset.forms).format(value);

  function remaining(job) {
    const begun = (first[job.id] = first[job.id] || { at: Date.now(), share: job.share });
    const gained = job.share - begun.share;
    if (gained <= 0) return "";
    const seconds = (Date.now() - begun.at) / 1000 * (1 - job.share) / gained;
    return seconds < 90 ? words().left_s.replace("{n}", number(Math.ceil(seconds / 5) * 5)) : words().left_min.replace("{n}", number(Math.ceil(seconds / 60)));
  }

  function cancel(job) {
    const button = made("button", "sc-button", words().cancel);
    button.type = "button";
    button.dataset.job = job.id;
    button.addEventListener("click", async () => {
      button.disabled = true;
      said[job.id] = words().stopping;
      const token = (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1] || "";
      try {
        const response = await fetch(`/api/v1/jobs/${job.id}/cancel`, { ...ASKED, method: "POST", headers: { ...ASKED.headers, "X-CSRFToken": token } });
        const body = await response.json();
        said[job.id] = body.sentence || body.error;
      } catch {
        said[job.id] = words().away;
      }
      ask();
    });
    return button;
  }

  // The frame arrives when Dash has drawn it; a page that starts a job says so by this event.
  window.addEventListener("safecity:job", ask);
  document.addEventListener("toggle", (event) => { if (event.target.matches && event.target.matches(".sc-bell[open]")) ask(); }, true);
  const waiting = new MutationObserver(() => { if (box()) { waiting.disconnect(); ask(); } });
  waiting.observe(document.documentElement, { childList: true, subtree: true });
})();
