/** What people do and have done in support of many trades, each line one meaning. See language-words. */
export const ENGLISH_SYNONYMS = `
  cancel terminate quit discontinue annul revoke cancellation termination end stop
  end stop finish terminate expire conclude over ending expiry expiration finished
  close shut closure closing
  open opening launch
  start begin launch commence initiate beginning starting
  continue resume proceed
  pause suspend interrupt hold halt suspension
  renew extend prolong renewal extension prolongation
  change modify edit alter adjust update amend correct fix switch modification alteration amendment revise
  update upgrade_version refresh updating
  switch change move swap transition migrate
  exchange swap replace replacement substitute trade
  upgrade
  downgrade
  delete remove erase wipe clear deletion removal discard
  remove take_away detach strip eliminate
  eliminate combat fight destroy kill eradicate against
  restore recover undelete retrieve reinstate recovery undo restoration recovering
  add insert include append attach enclose addition adding
  invite add invitation inviting
  create make set_up generate build establish creation configure
  configure set_up adjust customise customize configuration setting settings install preference preferences
  install setup installation installing deploy
  uninstall deinstall
  enable activate allow activation on
  activate enable activation working running start
  disable deactivate off deactivation mute silence stop
  mute silence quiet
  block freeze lock ban bar stop reject suspend blocked frozen
  unblock unfreeze unlock
  lock block locked
  allow permit authorise authorize let
  connect link integrate pair attach join integration connection couple hook
  disconnect detach unlink unpair
  link connect associate register
  send transmit dispatch submit mail forward post
  submit file send hand_in lodge provide enter give submitting filing turn_in report
  receive get obtain arrive
  get obtain receive acquire
  obtain get
  buy purchase order acquire invest buying purchasing
  order purchase buy ordering placed
  sell sale selling
  pay payment paying settle
  refund reimburse reimbursement money_back compensation repay refundable refunded
  compensation reimbursement compensate reparation damages entitled owed
  repay repayment clear settle
  return send_back returning returned returns
  deliver delivery ship shipping shipment deliverable send arrive bring
  arrive come reach get_here arrival here
  track follow locate trace tracking status where_is
  find locate search discover look_up see lookup shown written
  show display view see present
  hide conceal
  see view check look_at
  check verify look_up see inspect examine
  verify confirm validate authenticate verification
  confirm approve acknowledge
  book reserve booking reservation schedule arrange request
  reserve book choose select hold
  choose select pick selection choosing selecting
  rebook postpone reschedule move change
  schedule plan arrange set
  sign_in log_in login signin signing
  signin login access
  signout logout
  signup register enroll enrol registration enrolment enrollment sign apply join
  register signup enroll registration record
  apply application request
  request ask apply
  report file notify announce declare lodge submit claim tell
  claim report
  notify inform tell alert announce notice
  notification alert push message
  reset restore recover
  forget lose
  restart reboot rebooting restarting
  download save export
  export download save exporting
  import upload load importing
  upload import
  save keep store
  store keep save
  backup copy
  copy duplicate clone
  share sharing give_access access
  access enter get_into
  move transfer shift relocate send
  transfer send move wire remit transferring remittance
  withdraw take_out withdrawal cash
  withdrawal withdraw
  deposit pay_in
  raise increase enlarge boost extend lift grow higher bigger larger high big large
  increase raise enlarge boost higher bigger larger lift grow increasing
  decrease reduce lower shrink lessen smaller cut drop less small low fewer lowering
  large big huge
  small little tiny
  cheap inexpensive affordable
  cheap lower low
  fast quick rapid speedy
  slow sluggish lag
  improve better enhance
  fix repair solve resolve mend troubleshoot remedy help
  repair fix mend
  trouble problem malfunction fault defect fail failure broken wrong error defective faulty
  damage broken defective damaged faulty break
  break damage
  crash freeze hang shutdown
  error fault code
  decline reject refuse deny declined refused rejected
  accept take support
  support accept compatible run work supported
  compatible work run compatibility
  use apply employ utilise utilize usable usage using
  enter apply type redeem input add
  redeem apply use
  wash clean launder washed washing
  clean cleaning wash
  need require must necessary required
  cost price fee charge fare rate expense pricing
  gratis free complimentary
  bill invoice
  receipt proof
  discount promo coupon voucher promotional promotion rebate
  sale promotion clearance`
