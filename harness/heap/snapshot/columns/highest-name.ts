/** The highest string index of a section, and where it stands: how many strings there are is known at the end only. */
export class HighestName {
  name = -1;
  /** Byte offset just behind it. */
  byteOffset = 0;

  /** Notes a string index; of equal ones the first in the input counts. */
  note(name: number, byteOffset: number): void {
    if (name < this.name || (name === this.name && byteOffset >= this.byteOffset)) return;
    this.name = name;
    this.byteOffset = byteOffset;
  }
}
