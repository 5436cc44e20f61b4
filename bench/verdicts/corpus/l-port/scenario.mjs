export function iteration() {
  new MessageChannel().port1.on('message', () => {});
}
