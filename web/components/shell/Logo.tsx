/** Seven seats around a table: a council. */
export function Logo() {
  const seats = Array.from({ length: 7 }, (_, seat) => {
    const angle = (seat / 7) * 2 * Math.PI - Math.PI / 2
    return {
      x: (12 + 8.2 * Math.cos(angle)).toFixed(2),
      y: (12 + 8.2 * Math.sin(angle)).toFixed(2),
    }
  })
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className="size-6 fill-accent">
      <circle cx="12" cy="12" r="3.1" />
      {seats.map(({ x, y }) => (
        <circle key={x + y} cx={x} cy={y} r="1.9" />
      ))}
    </svg>
  )
}
