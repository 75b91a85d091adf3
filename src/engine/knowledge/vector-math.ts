/** Vectors lie in the database as float32, little endian, which is how every machine we run on keeps them. */
export function toVector(blob: Buffer): Float32Array {
  const isAligned = blob.byteOffset % Float32Array.BYTES_PER_ELEMENT === 0
  const bytes = isAligned ? blob : new Uint8Array(blob)
  return new Float32Array(bytes.buffer, bytes.byteOffset, blob.byteLength / Float32Array.BYTES_PER_ELEMENT)
}

/** Cosine of two unit vectors. */
export function dotProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let index = 0; index < a.length; index++) sum += (a[index] as number) * (b[index] as number)
  return sum
}
