export function iteration({ index }) {
  class Foo {
    constructor() {
      this.x = index;
    }
  }
  return new Foo();
}
