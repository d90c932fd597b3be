/** Something that a customer's expression may not do; its message is for the author. */
export class Refused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'Refused'
  }
}
