throw new RangeError('thrown at load');
