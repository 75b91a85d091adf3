/**
 * Constructs that answers do without. Raw HTML is text and nothing else; definitions and footnotes would hide what
 * the model wrote, and "[1]: …" is a citation here. Without them a block means the same alone as within the text.
 */
export const DISABLED_CONSTRUCTS = {
  disable: {
    null: [
      'htmlFlow',
      'htmlText',
      'definition',
      'gfmFootnoteDefinition',
      'gfmFootnoteCall',
      'gfmPotentialFootnoteCall',
    ],
  },
}
