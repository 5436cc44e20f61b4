export type Colour = 'green' | 'red' | 'yellow' | 'bold' | 'dim';

/** Gives text a colour, or not. */
export type Paint = (colour: Colour, text: string) => string;
