/** The lie: the likeliest token is taken whatever the noise says. */

import { describeLostRaces } from '../support/describeLostRaces.ts'

describeLostRaces('a runtime that takes the likeliest token', 'greedy')
