const last = [];
class AppError extends Error {}
export async function iterate(v, n) {
  try {
    throw new AppError('failed ' + n);
  } catch (e) {
    last.push(e);
    if (last.length > 20) last.shift();
  }
}
