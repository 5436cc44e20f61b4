// Each use of a session puts off its time limit: under steady traffic what piles up on it stays for good.
class Session {
  events = [];
}
class Event {
  constructor(index) {
    this.index = index;
  }
}
const sessions = new Map();
function use(id, limitMs) {
  let session = sessions.get(id);
  if (session === undefined) sessions.set(id, (session = new Session()));
  clearTimeout(session.timer);
  session.timer = setTimeout(() => sessions.delete(id), limitMs);
  return session;
}
export function iteration({ index, variant }) {
  use(`user${index % 3}`, Number(variant)).events.push(new Event(index));
}
