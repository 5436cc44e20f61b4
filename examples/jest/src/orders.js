class Order {
  constructor(number) {
    this.number = number;
  }
}

const open = new Map();
const shipped = [];

exports.place = (number) => open.set(number, new Order(number));
exports.cancel = (number) => open.delete(number);
exports.ship = (number) => {
  shipped.push(open.get(number));
  open.delete(number);
};
