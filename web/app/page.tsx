import { Doors } from '@/components/home/Doors.tsx'
import { Hero } from '@/components/home/Hero.tsx'
import { MarketNow } from '@/components/home/MarketNow.tsx'

export default function Home() {
  return (
    <div className="space-y-12">
      <Hero />
      <Doors />
      <MarketNow />
    </div>
  )
}
