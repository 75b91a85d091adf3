/** Stands in for sharp: the library wants it for images only, and 19 MB of libvips would ride along for nothing. */
// biome-ignore lint/style/noDefaultExport: the module it replaces has one
export default function sharp(): never {
  throw new Error('image input is not supported')
}
