class Session {
  constructor(id) {
    this.id = id;
  }
}
let sessions = [];
export function iteration({ index, variant }) {
  // As code does that never changes an object: each one is copied each time.
  sessions = sessions.map(({ id }) => new Session(id));
  sessions.push(new Session(index));
  if (variant === 'bounded' && sessions.length > 200) sessions.shift();
}
