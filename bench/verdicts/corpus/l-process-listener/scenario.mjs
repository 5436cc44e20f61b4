process.setMaxListeners(0);
export function iteration({ index }) {
  process.on('warning', function onWarn() {
    return index;
  });
}
