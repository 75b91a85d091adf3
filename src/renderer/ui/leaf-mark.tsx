/** The brand's leaf on its green tile. */
export function LeafMark({ size = 'medium' }: { readonly size?: 'small' | 'medium' | 'large' }) {
  const tile = {
    small: 'size-[18px] rounded-[6px]',
    medium: 'size-[22px] rounded-[7px]',
    large: 'size-11 rounded-xl',
  }[size]
  const leaf = { small: 'size-[11px]', medium: 'size-[14px]', large: 'size-6' }[size]
  return (
    <span aria-hidden className={`grid shrink-0 place-items-center bg-accent text-accent-ink ${tile}`}>
      <svg
        aria-hidden="true"
        viewBox="0 0 24 24"
        className={leaf}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d="M5 19c8 2 15-4 14-14C9 4 3 10 5 19zM5 19c2-5 5-8 9-10" />
      </svg>
    </span>
  )
}
