import { hash } from 'node:crypto'

export interface EmbeddableChunk {
  readonly title: string
  readonly heading: string
  readonly text: string
}

/**
 * What the model reads of a chunk: title and headings say what the text is about. Chunks are cut so that all three
 * fit into what the model can read, and so that the heading does not say the title again.
 */
export function embeddingText({ title, heading, text }: EmbeddableChunk): string {
  return [title, heading, text].filter((part) => part.trim() !== '').join('\n')
}

export function embeddingHash(chunk: EmbeddableChunk): string {
  return sha256(embeddingText(chunk))
}

export function sha256(text: string): string {
  return hash('sha256', text, 'hex')
}
