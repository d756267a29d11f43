// Changes of the map's style and new addresses of its tiles, one after the other. A change of the style pauses MapLibre's
// tiles until its frame is drawn, and an address that comes meanwhile is lost: the old tiles stay, without a word.

// turns(map) -> (change) -> a promise that holds once what the change() asks of the map has begun.
export function turns(map) {
  let last = Promise.resolve();
  const frame = () => new Promise((done) => { map.once("render", done); map.triggerRepaint(); });
  // Two frames: the first may have been asked for before the change was made.
  const made = async (change) => { change(); await frame(); await frame(); };
  return (change) => {
    const turn = last.then(() => made(change));
    last = turn.catch(console.error);
    return turn;
  };
}
