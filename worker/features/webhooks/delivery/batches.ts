/** A list cut into pieces, in its order: none of more than `most` items, nor of more than `mostSize` where it has two. */
export function piecesOf<T>(items: readonly T[], sizeOf: (item: T) => number, most: number, mostSize: number): T[][] {
  const pieces: T[][] = []
  let piece: T[] = []
  let size = 0
  for (const item of items) {
    const more = sizeOf(item)
    if (piece.length === 0 || piece.length >= most || size + more > mostSize) {
      piece = []
      size = 0
      pieces.push(piece)
    }
    piece.push(item)
    size += more
  }
  return pieces
}
