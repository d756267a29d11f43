// Undo and redo of what the address holds of a person's choices: filters, drawn area, layers, the open record.
const MOST = 100;
const city = window.safecity;
const kept = ({ filters, layers, selected }) => JSON.stringify({ filters, layers, selected });
const past = [];
const future = [];
let present = kept(city.read());

window.addEventListener("safecity:opened", () => { present = kept(city.read()); });

window.addEventListener("safecity:state", ({ detail }) => {
  const state = kept(detail);
  if (state === present) return;
  past.push(present);
  if (past.length > MOST) past.shift();
  future.length = 0;
  present = state;
  told();
});

function told() {
  for (const [name, stack] of [["undo", past], ["redo", future]]) {
    const button = document.querySelector(`[data-draw="${name}"]`);
    if (button) button.setAttribute("aria-disabled", String(!stack.length));
  }
}

function move(from, to) {
  if (!from.length) return;
  to.push(present);
  present = from.pop();
  city.write(JSON.parse(present));
  const state = city.read();
  window.dash_clientside.set_props("address", { data: state });
  window.dash_clientside.set_props("selected", { data: state.selected });
  told();
}

export const undo = () => move(past, future);
export const redo = () => move(future, past);
