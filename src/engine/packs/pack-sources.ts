/** What packs need of the sources and collections, which belong to another room. */
export interface PackSources {
  /** Makes a source of kind `pack`, in the collection of this id, or of this name, which is made when it is missing. */
  add(source: {
    readonly label: string
    readonly location: string
    readonly collectionId: number | null
    readonly collection: string
  }): number
  /** Throws not_found. */
  get(sourceId: number): { readonly collectionId: number }
  rename(sourceId: number, label: string): void
  /** With its documents; what belongs to the pack goes with it. */
  remove(sourceId: number): Promise<void>
}
