// Undo and redo of what a person did to scenarios, for as long as the page is open; each is an act with its opposite.
const MOST = 100;

// past(changed) -> {did({undo, redo}), undo(), redo()}; undo and redo are functions that give promises.
export function past(changed) {
  const done = [], undone = [];
  let busy = Promise.resolve();

  const step = (from, to, way) => {
    busy = busy.then(async () => {
      const one = from.pop();
      if (!one) return;
      await one[way]();
      to.push(one);
    }).catch(() => {}).finally(told);
    return busy;
  };
  const told = () => changed(done.length, undone.length);

  return {
    did(one) {
      done.push(one);
      if (done.length > MOST) done.shift();
      undone.length = 0;
      told();
    },
    undo: () => step(done, undone, "undo"),
    redo: () => step(undone, done, "redo"),
  };
}
