/** The same words for programs that show formatting and for those that do not. */
export interface CopiedText {
  readonly html: string
  readonly plain: string
}

/**
 * Both at once: what is pasted into decides. `plain`: where the clipboard takes no rich text, the words alone are there.
 * Throws when nothing could be copied.
 */
export async function copyRich({ html, plain }: CopiedText): Promise<'rich' | 'plain'> {
  try {
    await navigator.clipboard.write([
      new ClipboardItem({
        'text/html': new Blob([html], { type: 'text/html' }),
        'text/plain': new Blob([plain], { type: 'text/plain' }),
      }),
    ])
    return 'rich'
  } catch {
    await navigator.clipboard.writeText(plain)
    return 'plain'
  }
}
