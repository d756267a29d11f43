// A shared workstation. Alt+Q ends the session and asks who takes over, on every page; a digit picks the next person.
// What the person before saw is nowhere left: not in other tabs, and not behind the browser's Back.
(function () {
  const signIn = "/login/";
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("safecity-person") : null;
  const own = !location.pathname.startsWith(signIn);

  const token = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1] || "";

  function blank() {
    document.documentElement.style.visibility = "hidden";
  }

  async function change() {
    blank();
    document.documentElement.dataset.leaving = "yes";
    const body = new URLSearchParams({ switch: "1", csrfmiddlewaretoken: token() });
    try {
      await fetch("/logout/", { method: "POST", body, redirect: "manual", credentials: "same-origin" });
    } catch {
      // The server is away: the sign-in page says so, and the screen is empty already.
    }
    location.replace(`${signIn}?switch=1`);
  }

  // By the key's place on the board: the letter on it is another one in Russian, Ukrainian and Kazakh.
  document.addEventListener("keydown", (event) => {
    if (event.code === "KeyQ" && event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey && own) {
      event.preventDefault();
      event.stopPropagation();
      change();
    } else if (!own && /^[1-9]$/.test(event.key) && !event.target.closest("input, select, textarea")) {
      const person = document.querySelectorAll(".people a")[Number(event.key) - 1];
      if (person) location.assign(person.href);
    }
  }, true);

  // However the session ended, the sign-in page is where that is known first.
  if (tabs && document.querySelector("meta[name='nobody']")) tabs.postMessage("over");

  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    blank();
    location.reload();
  });

  if (tabs && own) tabs.addEventListener("message", () => {
    blank();
    location.reload();
  });
})();
