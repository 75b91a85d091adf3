import { AppError } from '@shared/errors'
import type { ExportFormat } from '@shared/export-contract'
import type { Knowledge } from '../knowledge/knowledge'
import { type CollectOptions, collectConversation } from './collect-conversation'
import { fileNameOf } from './file-name'
import { maskConversation } from './mask-conversation'
import { writeJson } from './write-json'
import { writeMarkdown } from './write-markdown'

export interface ExportedFile {
  readonly fileName: string
  readonly mediaType: string
  readonly text: string
  readonly encoding: 'utf8' | 'base64'
}

export interface WantedFile {
  readonly conversationId: number
  readonly as: ExportFormat
  /** With placeholders for personal details. */
  readonly isMasked: boolean
}

/** Conversations as files for other programs. */
export interface Exports {
  /** Throws not_found; rejects with the signal's reason. */
  conversation(wanted: WantedFile, signal: AbortSignal): Promise<ExportedFile>
}

export interface ExportsOptions extends CollectOptions {
  readonly fontsDir: string
  /** A masker for one file: the same value has the same placeholder in all its texts. */
  readonly beginMasking: () => (text: string) => string
}

const MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  md: 'text/markdown',
  html: 'text/html',
  json: 'application/json',
  pdf: 'application/pdf',
}

export function createExports(options: ExportsOptions): Exports {
  return {
    async conversation({ conversationId, as, isMasked }, signal) {
      const collected = await collectConversation(conversationId, options, signal)
      const exported = isMasked
        ? await maskConversation(collected, options.beginMasking(), signal)
        : collected
      const file = { fileName: fileNameOf(exported.conversation.title, as), mediaType: MEDIA_TYPES[as] }
      if (as === 'pdf') {
        const { writePdf } = await import('./write-pdf')
        const bytes = await writePdf(exported, { fontsDir: options.fontsDir, signal })
        return { ...file, text: bytes.toString('base64'), encoding: 'base64' }
      }
      if (as === 'html') {
        // the Markdown parser takes as long to load as a tenth of the engine's start
        const { writeHtml } = await import('./write-html')
        return { ...file, text: writeHtml(exported), encoding: 'utf8' }
      }
      const write = { md: writeMarkdown, json: writeJson }[as]
      return { ...file, text: write(exported), encoding: 'utf8' }
    },
  }
}

/** The address that a document names; null, too, for one that is gone. */
export function urlOfDocument(knowledge: Pick<Knowledge, 'get'>): CollectOptions['urlOf'] {
  return (documentId) => {
    try {
      return knowledge.get(documentId).url
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'not_found') return null
      throw thrown
    }
  }
}
