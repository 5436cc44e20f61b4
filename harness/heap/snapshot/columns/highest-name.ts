/** The highest string index of a section and its position: the number of strings is known only at the end. */
export class HighestName {
  name = -1;
  /** Byte offset just after the index. */
  byteOffset = 0;

  /** Records a string index; of equal ones, the first in the input counts. */
  note(name: number, byteOffset: number): void {
    if (name < this.name || (name === this.name && byteOffset >= this.byteOffset)) return;
    this.name = name;
    this.byteOffset = byteOffset;
  }
}
