export type Colour = 'green' | 'red' | 'yellow' | 'bold' | 'dim';

/** Colours a text, if colours are enabled. */
export type Paint = (colour: Colour, text: string) => string;
