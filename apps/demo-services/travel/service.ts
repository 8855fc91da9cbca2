import { z } from 'zod'
import { type DemoService, operation } from '../contract.ts'
import { claimOperations } from './claims.ts'
import { flightOperations } from './flights.ts'
import { hotelOperations } from './hotels.ts'
import { paperOperations } from './papers.ts'
import { seed } from './seed.ts'
import { Trip, tripOf } from './trips.ts'
import { visaOperations } from './visas.ts'

export const service: DemoService = {
  id: 'travel',
  title: '行云旅行 Xingyun Travel: service API',
  refusals: {
    not_a_flight: ['这个订单不是机票', 'This booking is not a flight'],
    not_a_hotel: ['这个订单不是酒店', 'This booking is not a hotel'],
    departed: [
      '这个航班已经起飞或已取消，不能再这样办理',
      'This flight has left or is cancelled, so this is no longer possible',
    ],
    saver_fixed: [
      '这张是特价票，按购票时的规则不能自愿改签',
      'This is a saver fare, which cannot be changed under the fare rules you bought',
    ],
    past_date: ['这个时间已经过了，或离起飞不足 2 小时', 'That time has passed or is less than 2 hours away'],
    too_far: ['只能改到 330 天以内的航班', 'Flights can be booked at most 330 days ahead'],
    sold_out: ['那天上午的航班已经没有余座', 'The morning flight on that day is sold out'],
    flown: ['这张机票已经使用，不能退票', 'This ticket has been used and cannot be refunded'],
    refunded_already: ['这张机票已经退过了', 'This ticket has been refunded already'],
    checked_in_first: [
      '这张机票已经值机，要先取消值机才能退票',
      'You have checked in; the check-in has to be undone before a refund',
    ],
    check_in_early: ['还没到值机时间，起飞前 48 小时开放', 'It is too early; check-in opens 48 hours before departure'],
    check_in_closed: [
      '线上值机已截止（起飞前 45 分钟），请到机场柜台',
      'Online check-in has closed (45 minutes before departure); please go to the airport desk',
    ],
    checked_in_already: ['这张机票已经值机了', 'You have checked in for this flight already'],
    on_time: [
      '这个航班没有延误或取消，开不了证明',
      'This flight was neither delayed nor cancelled, so there is nothing to certify',
    ],
    not_flown: ['要在乘机之后才能开行程单', 'The receipt can only be issued after the flight'],
    issued_already: ['这张机票的行程单已经开过了', 'The receipt for this ticket has been issued already'],
    stay_closed: ['这个酒店订单已经取消或结束', 'This stay is cancelled or over'],
    stay_fixed: [
      '这个订单按预订时的条款不能取消或改期',
      'Under the terms you booked, this stay can no longer be cancelled or moved',
    ],
    no_room: ['那天酒店已经满房', 'The hotel is fully booked on that day'],
    not_covered: ['这份保单不包含这类情况', 'This policy does not cover that'],
    delay_too_short: ['延误不到 4 小时，没有达到赔付条件', 'The delay was under 4 hours, which is not covered'],
    no_delay_cover: [
      '名下没有延误满 4 小时且在保的航班，不能快速赔付',
      'No insured flight of this customer was 4 hours late or more, so nothing can be paid out',
    ],
    paid_already: ['这份延误险已经赔付过了', 'This delay insurance has been paid out already'],
    claimed_already: ['这件事已经报过案了', 'This has been claimed already'],
  },
  operations: [
    operation('listTrips', 'GET /customers/{customerId}/trips', {
      summary: 'Bookings of a customer',
      answer: z.object({ trips: z.array(Trip) }),
      run: ({ store }, { params }) => ({
        trips: store.listUnder<Trip>('trip', params.customerId!),
      }),
    }),
    operation('getTrip', 'GET /trips/{tripId}', {
      summary: 'A booking',
      answer: Trip,
      errors: ['not_found'],
      run: ({ store }, { params }) => tripOf(store, params.tripId!),
    }),
    ...flightOperations,
    ...paperOperations,
    ...hotelOperations,
    ...claimOperations,
    ...visaOperations,
  ],
  seed,
}
