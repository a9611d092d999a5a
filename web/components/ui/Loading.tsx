/** Something is being read: <Loading what="the nodes" lines={4} />. Reads out its words once, politely. */

export function Loading({ what, lines = 3 }: { readonly what: string; readonly lines?: number }) {
  return (
    <div role="status" className="py-2">
      <span className="text-muted text-sm">Reading {what} …</span>
      <div aria-hidden="true" className="mt-3 space-y-2.5">
        {Array.from({ length: lines }, (_, line) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all the same
            key={line}
            className="h-4 animate-pulse rounded bg-sunken"
            style={{ width: `${92 - ((line * 23) % 45)}%` }}
          />
        ))}
      </div>
    </div>
  )
}
