import { ENGLISH_EVERYDAY } from './english-everyday'
import { ENGLISH_KINDS } from './english-kinds'
import { ENGLISH_PHRASES } from './english-phrases'
import { ENGLISH_SYNONYMS } from './english-synonyms'
import { ENGLISH_THINGS } from './english-things'
import type { LanguageWords } from './language-words'

/** `washing_machine` is read as one word where the two stand together. */
function compoundsIn(text: string): string {
  const compounds = new Set(text.match(/\S+_\S+/g) ?? [])
  return [...compounds].map((one) => `${one.replaceAll('_', ' ')} = ${one.replaceAll('_', '')}`).join('\n')
}

export const ENGLISH: LanguageWords = {
  code: 'en',
  functionWords: `
    a an and any anybody anyone anything are as at am be been being both but by did do does doing done each else ever
    for further had has have having he her here hers him his how however i if in into is it its itself just let me
    might mine must my myself nor of off on once or other our ours out own shall she should so some something such than
    that the their theirs them then there these they thing things this those through to too under up upon us very was
    we were what when where which while who whom whose why will with within would yes yet you your yours s d ll m re
    t ve also about actually already again can could may from over much many because during via per onto back down`,
  lightWords: `
    please hello hi hey dear thank thanks kindly want wish like need help know tell explain say let see look try get go
    make take give have use way best right correct proper good possible possibly able allow permit okay ok fine allowed
    step steps procedure process instruction instructions guide method what's question wonder
    wondering happen mean manage currently now exactly simply easily really maybe perhaps sure
    work works function available availability option options supported support offer provide exist kind sort type
    come put set new one ones thing must should supposed required requirement requirements necessary need needed
    somehow somewhere anyway anywhere well quick quickly fast easy simple able afraid hope rather would
    bit piece lot regard regarding concerning detail details info information advice advise
    matter ask asking place someone somebody person people time own existing certain specific particular special various possible chance issue
    situation case whenever specify today`,
  synonyms: `${ENGLISH_SYNONYMS}\n${ENGLISH_THINGS}\n${ENGLISH_EVERYDAY}`,
  kinds: ENGLISH_KINDS,
  opposites: `
    enable | disable
    activate | deactivate
    open | close
    start | end
    begin | end
    lock | unlock
    block | unblock
    block | allow
    add | remove
    create | remove
    add | delete
    install | uninstall
    connect | disconnect
    link | unlink
    subscribe | unsubscribe
    increase | decrease
    upgrade | downgrade
    more | less
    large | small
    high | low
    maximum | minimum
    long | short
    fast | slow
    early | late
    hot | cold
    buy | sell
    buy | return
    send | receive
    send | return
    deliver | return
    lend | borrow
    borrow | return
    import | export
    upload | download
    deposit | withdraw
    encrypt | decrypt
    compress | extract
    cancel | renew
    cancel | confirm
    cancel | keep
    cancel | book
    cancel | pause
    cancel | change
    cancel | return
    end | renew
    end | pause
    close | renew
    pause | continue
    keep | remove
    keep | change
    keep | return
    accept | reject
    approve | reject
    accept | cancel
    show | hide
    mute | unmute
    archive | restore
    delete | restore
    remove | restore
    read | unread
    join | leave
    enter | leave
    arrive | leave
    arrive | departure
    check_in | check_out
    sign_in | sign_out
    sign_in | sign_up
    win | lose
    lose | find
    inside | outside
    indoor | outdoor
    internal | external
    domestic | international
    abroad | domestic
    before | after
    first | last
    old | new_thing
    old | recent
    left_over | used_up
    top | bottom
    left_side | right_side
    front | rear
    public | private
    online | offline
    online | in_person
    manual | automatic
    permanent | temporary
    full | empty
    wet | dry
    hard | soft
    strong | weak
    light_weight | heavy
    cheap | expensive
    free_charge | paid
    success | trouble
    safe | poisonous
    legal | illegal
    merge | split
    push | pull
    expand | collapse
    pay | refund
    charge_battery | discharge
    incoming | outgoing
    inbound | outbound
    one_way | round_trip
    standard | express
    standard | premium
    credit | debit
    ascending | descending
    horizontal | vertical
    mandatory | optional
    include | exclude
    raise | decrease
    rent | buy
    hire | dismiss
    follow | unfollow
    protect | unprotect
    assign | unassign
    mount | dismount
    freeze | unfreeze
    lengthen | shorten
    love | hate
    husband | wife
    mother | father
    male | female
    adult | child
    landlord | tenant
    employer | employee
    buyer | seller
    sender | recipient
    debtor | creditor
    import_duty | export_duty`,
  turningWords: `
    stop cancel remove delete change edit copy leave join listen last next previous former another additional
    extra without instead keep lose recognise identify avoid prevent hide print call ask complain report
    measure compare test rate rename move merge split pause skip repair share cheap late early free same
    different old temporary first final both every whole part guest abroad insteadof self minimum maximum limit
    battery price total second alone together again gift wholesale used refurbished replacement pending
    legal why if unless until since during while empty full dead`,
  carrierWords: `
    app software program web online website page account format file network money date size payment ticket version
    show write bring book send product item article system service company configure set mark membership house home
    place area still live run print_out assistance direction transport type number code data_set field section screen
    button setting option menu tool phone computer device machine area location city day time reason issue topic fee
    customs material model unit piece order`,
  neutralWords: `another different until move after before buy checkout credit standard minimum maximum every same old online find enter send receive show create link connect pay book arrive long short hard read check start open use`,
  phrases: `${ENGLISH_PHRASES}\n${compoundsIn(ENGLISH_KINDS)}`,
  irregular: `
    bought buy
    sold sell
    sent send
    paid pay
    got get
    gotten get
    gave give
    given give
    took take
    taken take
    went go
    gone go
    came come
    lost lose
    found find
    forgot forget
    forgotten forget
    broke break
    broken break
    chose choose
    chosen choose
    kept keep
    left leave
    made make
    wrote write
    written write
    read read
    spent spend
    stole steal
    stolen steal
    told tell
    said say
    saw see
    seen see
    shown show
    knew know
    known know
    began begin
    begun begin
    ran run
    withdrew withdraw
    withdrawn withdraw
    brought bring
    caught catch
    felt feel
    flew fly
    flown fly
    drove drive
    driven drive
    wore wear
    worn wear
    froze freeze
    frozen freeze
    hid hide
    hidden hide
    ate eat
    eaten eat
    grew grow
    grown grow
    built build
    lent lend
    meant mean
    met meet
    sung sing
    slept sleep
    thought think
    understood understand
    won win
    children child
    kids child
    people people
    persons person
    men man
    women woman
    feet foot
    mice mouse
    leaves leaf
    cacti cactus
    media media
    data data
    news news
    series series
    bus bus
    gas gas
    plus plus
    address address
    addresses address
    business business
    access access
    process process
    status status
    bigger big
    biggest big
    larger large
    smaller small
    cheaper cheap
    cheapest cheap
    faster fast
    slower slow
    higher high
    lower low
    longer long
    shorter short
    earlier early
    earliest early
    later late
    latest latest
    newer recent
    newest recent
    older old
    oldest old
    heavier heavy
    lighter light
    warmer warm
    colder cold
    hotter hot
    better good
    worse bad
    worst bad
    dried dry
    died die
    lying lie
    dying die`,
  negations: `not no never none nobody nothing neither nor without cannot non nowhere nolonger unable`,
  facets: `
    why: why reason reasons cause causes caused what_makes because_of how_come
    frequency: how_many_times_daily how_many_times_weekly how_many_times_monthly how_many_times_yearly how_often how_many_times how_frequently frequency times_a watering_schedule regularly
    time: when_do when_does when_did when_is when_are when_will when_can when_must when_should when_was when_were when_has when_have when_would how_long how_soon how_fast how_quickly what_time until_when since_when how_many_days how_many_hours how_many_weeks how_many_months how_many_years how_many_minutes duration length deadline how_early how_late what_date which_date what_day which_day time_end time_start end_date start_date until_what delivery_time period expiry expiration by_when from_when best_time right_time good_time which_season what_season time_of_year which_month what_month
    price: how_much_is how_much_are how_much_do how_much_does how_much_did how_much_will what_do_i_pay what_will_i_pay what_do_i_have_to_pay howmuchcost price prices cost costs fee fees charge charges fare fares pricing surcharge pay_extra cost_extra
    amount: how_much how_many number_of amount_of quantity_of
    who: who whom whose
    size: how_big how_large how_deep how_tall how_high how_wide how_far how_heavy how_thick depth height width weight distance dimensions
    temperature: how_cold how_hot how_warm temperature
    explain: meaning_of difference_between what_does_it_mean
    result: what_happens what_will_happen what_becomes_of what_would_happen
    duty: do_i_have_to do_i_need_to do_we_have_to do_we_need_to must_i must_we is_it_mandatory is_it_compulsory is_it_required am_i_required am_i_obliged have_to_be`,
  times: `
    monday mondays
    tuesday
    wednesday
    thursday
    friday
    saturday
    sunday
    weekend weekends
    weekday weekdays
    holiday_day christmas easter
    january
    february
    march_month
    april
    june
    july
    august
    september
    october
    november
    december
    winter
    summer
    spring_season
    autumn
    morning
    noon midday
    afternoon
    evening night overnight
    tomorrow
    yesterday
    daily
    weekly week
    monthly month
    yearly year annual annually
    hourly
    quarter quarterly`,
  quantities: `
    all everyone everybody everything whole entire
    only solely exclusively
    half
    double twice
    second
    third
    several multiple
    over above exceed beyond
    below under
    inside_limit within
    unlimited
    most
    least`,
  persons: `
    colleague coworker teammate
    customer client buyer
    friend
    guest visitor
    child kid son daughter teenager minor
    mother mum mom father dad parent
    partner wife husband spouse boyfriend girlfriend
    employee staff worker
    boss manager supervisor
    engineer developer
    landlord
    tenant
    neighbour neighbor
    student pupil
    senior pensioner
    administrator admin
    doctor physician
    dentist
    teacher
    lawyer
    technician`,
  numbers: `
    zero 0
    two 2
    three 3
    four 4
    five 5
    six 6
    seven 7
    eight 8
    nine 9
    ten 10
    eleven 11
    twelve 12
    fifteen 15
    twenty 20
    thirty 30
    forty 40
    fifty 50
    sixty 60
    seventy 70
    eighty 80
    ninety 90
    hundred 100
    thousand 1000
    single 1`,
  speaker: 'i we me us my our',
  addressee: 'you your',
  directionsFrom: 'from',
  directionsTo: 'to into onto towards',
  endings: [],
}
