import Link from 'next/link'

const DOORS = [
  {
    title: 'Use',
    href: '/chat/',
    action: 'Ask a question',
    text: 'Ask in plain words. See which experts answer and why, what each costs before you sign, and what came back to you after.',
    more: [
      { href: '/jobs/', title: 'Your jobs' },
      { href: '/account/', title: 'Balance' },
    ],
  },
  {
    title: 'Earn',
    href: '/operate/',
    action: 'Run a node',
    text: 'Stake, set your prices, serve small expert models on your own machine. Earnings are yours to pull at any time.',
    more: [
      { href: '/nodes/', title: 'Nodes' },
      { href: '/operate/live/', title: 'Live node' },
    ],
  },
  {
    title: 'Audit',
    href: '/audit/',
    action: 'Follow the money',
    text: 'Take any job from its funding to its settlement and recompute every hash and every sum in your own browser. No wallet needed.',
    more: [
      { href: '/contracts/', title: 'Contracts' },
      { href: '/stats/', title: 'Figures' },
    ],
  },
] as const

/** The three ways in. */
export function Doors() {
  return (
    <section aria-label="Three ways in">
      <ul className="grid gap-4 md:grid-cols-3">
        {DOORS.map(({ title, href, action, text, more }) => (
          <li key={title} className="flex flex-col rounded-lg border border-line bg-surface p-5">
            <h2 className="font-semibold text-lg tracking-tight">{title}</h2>
            <p className="mt-1.5 mb-4 text-muted text-sm leading-relaxed">{text}</p>
            <p className="mt-auto flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
              <Link href={href} className="link inline-flex min-h-8 items-center font-medium">
                {action}
              </Link>
              {more.map((place) => (
                <Link
                  key={place.href}
                  href={place.href}
                  className="inline-flex min-h-8 items-center text-muted hover:text-ink"
                >
                  {place.title}
                </Link>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
