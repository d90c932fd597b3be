/** Something that an expression of a customer may not do, in words for its author. */
export class Refused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'Refused'
  }
}
