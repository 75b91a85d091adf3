/** For a wait inside a control; views show a skeleton instead. */
export function Spinner({ label }: { readonly label: string }) {
  return (
    <span role="status" className="inline-flex">
      <span className="block size-4 animate-spin rounded-full border-2 border-line-strong border-t-accent" />
      <span className="sr-only">{label}</span>
    </span>
  )
}
