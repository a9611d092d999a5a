/** Says that the figures below are old: the chain does not answer. */
export function StaleNote({ failed }: { readonly failed: boolean }) {
  if (!failed) return null
  return (
    <p
      role="status"
      className="rounded-lg border border-warn/50 bg-warn-soft px-4 py-2 text-sm text-warn"
    >
      The chain does not answer. What stands here is what it said last; it is read again as soon as
      it answers.
    </p>
  )
}
